"""What the law asks about the people followed: how long, who looked, what is hidden, and how to forget."""
