"""Plain data in, PDF bytes out. The only folder with reportlab."""
