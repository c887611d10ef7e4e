package io.spendcast.domain.sales.text;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Ids as files carry them: with blanks at the ends, in several forms of Unicode, and with what
 * programs add to whole numbers. Case and leading zeros belong to the id.
 */
public final class IdText {
  /** What pandas makes of a whole number in a column with gaps. */
  private static final Pattern WITH_POINT = Pattern.compile("-?(?:0|[1-9]\\d{0,15})\\.0");

  /** What Java and Spark print for a whole double from ten million on. */
  private static final Pattern WITH_EXPONENT = Pattern.compile("-?[1-9]\\.\\d+E\\d{1,2}");

  /** What a spreadsheet shows of a long number: its first digits only. */
  private static final Pattern SHORTENED = Pattern.compile("-?\\d([.,]\\d+)?[eE]\\+\\d{1,3}");

  /** From here on not every whole number is a double. */
  private static final BigDecimal EXACT = BigDecimal.valueOf(1L << 53);

  private IdText() {}

  /** The id; empty if nothing is left of the text, or a spreadsheet cut its digits off. */
  public static Optional<String> read(String text) {
    String id = Normalizer.normalize(Blanks.strip(text), Normalizer.Form.NFC);
    return id.isEmpty() || SHORTENED.matcher(id).matches()
        ? Optional.empty()
        : Optional.of(whole(id));
  }

  /** A whole number without its fraction or exponent; any other text as it is. */
  private static String whole(String id) {
    if (!WITH_POINT.matcher(id).matches() && !WITH_EXPONENT.matcher(id).matches()) {
      return id;
    }
    BigDecimal number = new BigDecimal(id);
    return number.abs().compareTo(EXACT) < 0 && number.stripTrailingZeros().scale() <= 0
        ? number.toBigInteger().toString()
        : id;
  }
}
