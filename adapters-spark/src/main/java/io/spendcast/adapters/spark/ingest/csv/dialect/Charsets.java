package io.spendcast.adapters.spark.ingest.csv.dialect;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The charsets that owners name. */
public final class Charsets {
  private static final int SHOWN = 3;
  private static final String SIGNS = "azAZ09\",;|\\'\t\r\n";

  private Charsets() {}

  /** The charset's own name; refused with the nearest if there is none. */
  static String named(String name) {
    try {
      return Charset.forName(name.strip()).name();
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw CsvOptions.refused(
          "encoding", name, "there is no such charset, the nearest are " + nearest(name));
    }
  }

  private static String nearest(String name) {
    String typed = name.toLowerCase(Locale.ROOT);
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return Charset.availableCharsets().values().stream()
        .sorted(
            Comparator.comparingInt(
                charset ->
                    Math.min(
                        distance.apply(typed, charset.name().toLowerCase(Locale.ROOT)),
                        charset.aliases().stream()
                            .mapToInt(
                                alias -> distance.apply(typed, alias.toLowerCase(Locale.ROOT)))
                            .min()
                            .orElse(Integer.MAX_VALUE))))
        .limit(SHOWN)
        .map(Charset::name)
        .collect(Collectors.joining(", "));
  }

  /** Whether lines and quotes can be found in its bytes: every such byte is that sign. */
  public static boolean hasPlainSigns(Charset charset) {
    return charset.equals(StandardCharsets.UTF_8)
        || (charset.canEncode()
            && charset.newEncoder().maxBytesPerChar() == 1
            && Arrays.equals(SIGNS.getBytes(charset), SIGNS.getBytes(StandardCharsets.US_ASCII)));
  }
}
