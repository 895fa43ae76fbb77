"""Beyond one pile: shards of an archive to tables, copies and stories, on an engine of others."""
