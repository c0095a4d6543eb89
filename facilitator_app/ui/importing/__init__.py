"""The parts of the page of imports: the steps of any file, and in files named after it what each kind adds."""
