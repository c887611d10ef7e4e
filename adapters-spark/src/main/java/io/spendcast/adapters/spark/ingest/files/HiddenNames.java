package io.spendcast.adapters.spark.ingest.files;

import java.util.regex.Pattern;

/** Names that Spark, Hadoop and other programs give to files that hold no data. */
final class HiddenNames {
  private static final Pattern USUAL =
      Pattern.compile(
          "_SUCCESS|_delta_log|_metadata|_common_metadata|_spark_metadata|_temporary"
              + "|_(started|committed)_.*|\\..*\\.crc|\\.DS_Store|\\.ipynb_checkpoints|\\.git.*"
              + "|\\.spendcast.*");

  private HiddenNames() {}

  /** Whether Spark reads no file of this name. */
  static boolean isHidden(String name) {
    return (name.startsWith("_") && !name.contains("="))
        || name.startsWith(".")
        || name.endsWith("._COPYING_");
  }

  /** Whether an owner may have meant it to be read. */
  static boolean isOdd(String name) {
    return !USUAL.matcher(name).matches();
  }
}
