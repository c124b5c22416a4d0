"""What public pages read at any size."""

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Change nothing yet."""


def downgrade() -> None:
    """Change nothing back."""
