#!/usr/bin/env python
"""Tongchou's command line: starts the embedded servers when no others are named, then runs the command."""

import os
import sys

# These change or inspect the schema, which only the owner role may do; everything else runs as the application role.
OWNER_COMMANDS = {
    "migrate",
    "makemigrations",
    "showmigrations",
    "sqlmigrate",
    "squashmigrations",
    "grantrights",
    "backup",
    "restore",
}
# These need no server, or start and stop the servers themselves.
SERVERLESS = {"servers", "help", "version", "messages", "--help", "--version", "-h"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command in OWNER_COMMANDS:
        os.environ.setdefault("TONGCHOU_DB_ROLE", "owner")
    if command not in SERVERLESS:
        from config.embedded import start_missing

        start_missing()

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
