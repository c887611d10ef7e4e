package io.spendcast.adapters.spark.table;

import io.spendcast.domain.TableName;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a lake is: below a directory or URI, each table a folder of it, or in a schema of the
 * catalog, each table one of the schema's, with underscores in its name for the slashes.
 *
 * @param root an absolute path or URI, or {@code catalog:CATALOG.SCHEMA}
 */
record LakePlace(String root) {
  private static final Pattern CATALOG = Pattern.compile("catalog:([^.`\\s]+)\\.([^.`\\s]+)");

  /** Delta finds a table by its path only if that is absolute and nothing in it is escaped. */
  static LakePlace of(String root) {
    String path = SparkPaths.decoded(root);
    boolean complete = path.matches("[a-zA-Z][a-zA-Z0-9+.-]*:.*");
    return new LakePlace(complete ? path : Path.of(path).toAbsolutePath().normalize().toString());
  }

  boolean isCatalog() {
    return CATALOG.matcher(root).matches();
  }

  /** Where a table is, as people read it: its path, or its name of three parts. */
  String of(TableName table) {
    return isCatalog() ? identifier(table).replace("`", "") : root + "/" + table;
  }

  /** The catalog's name. */
  String catalog() {
    return parts().group(1);
  }

  /** The schema of the catalog, as SQL writes it. */
  String schema() {
    Matcher parts = parts();
    return "`%s`.`%s`".formatted(parts.group(1), parts.group(2));
  }

  /** The table as SQL writes it. */
  String identifier(TableName table) {
    return isCatalog()
        ? "%s.`%s`".formatted(schema(), table.value().replace('/', '_'))
        : "delta.`%s`".formatted(of(table).replace("`", "``"));
  }

  private Matcher parts() {
    Matcher parts = CATALOG.matcher(root);
    if (!parts.matches()) {
      throw new IllegalStateException(root + " is not in a catalog");
    }
    return parts;
  }
}
