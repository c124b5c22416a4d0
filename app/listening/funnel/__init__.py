"""What outreach comes to: posts are counted once at each stage, when they first reach it; counts outlive the posts."""
