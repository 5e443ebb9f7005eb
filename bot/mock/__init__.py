"""Mock interviews: a friend, or someone who waits as well, asks the questions."""
