"""What each form of an expression of time means, once there is a day to count from."""
