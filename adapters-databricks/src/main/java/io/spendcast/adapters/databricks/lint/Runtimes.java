package io.spendcast.adapters.databricks.lint;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Databricks Runtimes that Spendcast runs on; the one list of lint, doctor and documents. */
public final class Runtimes {
  /**
   * One of them.
   *
   * @param key by which the platform knows it
   * @param name as people say it
   * @param spark what is in it
   * @param java what runs it
   * @param tested what of Spendcast was tested on the like of it
   */
  record Version(String key, String name, String spark, String java, String tested) {}

  /** Newest last. */
  static final List<Version> ALL =
      List.of(
          new Version(
              "17.3.x-scala2.13",
              "17.3 LTS, the default",
              "4.0.0 and Databricks' changes",
              "17",
              "everything, on Spark 4.0.1 and Java 17; the workflow also on Java 21"),
          new Version(
              "18.x-scala2.13",
              "18 LTS",
              "4.1.0",
              "21",
              "the contract kits of ingest, features, training, prediction, tables and journal, on"
                  + " Spark 4.1.0 with Delta 4.4.0 and Java 17; those of training and journal also"
                  + " on Java 21"),
          new Version(
              "19.x-scala2.13",
              "19",
              "4.2.0",
              "21",
              "the contract kits of training and tables, on Spark 4.2.0 with Delta 4.4.0 and Java"
                  + " 17"));

  /** Those with machine learning bring an XGBoost of their own, which would hide ours. */
  private static final Pattern KEY =
      Pattern.compile("(\\d+)(\\.\\d+)?\\.x(-aarch64)?(-photon)?-scala2\\.13");

  private Runtimes() {}

  /** Whether the job can run on the runtime of this key, for any kind of machine. */
  public static boolean isSupported(String key) {
    Matcher parts = KEY.matcher(key);
    if (!parts.matches()) {
      return false;
    }
    String plain = parts.group(1) + (parts.group(2) == null ? "" : parts.group(2)) + ".x-scala2.13";
    return ALL.stream().anyMatch(runtime -> runtime.key().equals(plain));
  }

  /** As advice names them. */
  public static String names() {
    return String.join(", ", ALL.stream().map(r -> r.key() + " (" + r.name() + ")").toList());
  }
}
