"""Questions of analysts."""
