"""What is known of a project's files without running them, and kept between runs."""
