"""Questions of analysts, each answered from counts and bounds alone, with what the data can't carry."""
