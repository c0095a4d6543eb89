"""What users see of the copies of their house's file."""
