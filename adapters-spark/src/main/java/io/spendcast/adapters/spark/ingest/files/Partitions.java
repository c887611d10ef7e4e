package io.spendcast.adapters.spark.ingest.files;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What folders say by names such as {@code store=007}: texts, which keep their zeros. */
record Partitions(Map<String, String> values) {
  static final Partitions NONE = new Partitions(Map.of());

  private static final Pattern NAME = Pattern.compile("([^=]+)=(.*)");
  private static final String NOTHING = "__HIVE_DEFAULT_PARTITION__";

  /** With what one more folder says. */
  Partitions and(String folder) {
    Matcher matcher = NAME.matcher(folder);
    if (!matcher.matches()) {
      return this;
    }
    Map<String, String> more = new LinkedHashMap<>(values);
    String value = matcher.group(2);
    more.put(decoded(matcher.group(1)), value.equals(NOTHING) ? "" : decoded(value));
    return new Partitions(more);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
