"""The subcommands of `cko-lint`, one module each: its options, and what it does with them."""
