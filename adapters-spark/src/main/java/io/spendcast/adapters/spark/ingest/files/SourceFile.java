package io.spendcast.adapters.spark.ingest.files;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file of an owner.
 *
 * @param path its URI, as Hadoop writes it
 * @param length in bytes
 * @param modified when it was last modified, in milliseconds since 1970
 * @param partitions what the names of its folders say, such as {@code store=007}, as texts
 */
public record SourceFile(String path, long length, long modified, Map<String, String> partitions)
    implements Serializable {
  /** Copies the partitions in their order. */
  public SourceFile {
    partitions = Collections.unmodifiableMap(new LinkedHashMap<>(partitions));
  }

  /** Its name without its folders. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** What must be the same for its content to be the same. */
  String state() {
    return "%s %s %s".formatted(path, length, modified);
  }
}
