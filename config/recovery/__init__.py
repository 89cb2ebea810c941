"""A backup is one file: the database at one instant, the application's own files, and what both must come to."""

from .backup import make_backup
from .manifest import BackupRefused
from .restore import restore_backup

__all__ = ["BackupRefused", "make_backup", "restore_backup"]
