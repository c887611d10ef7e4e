package io.spendcast.bootstrap.settings.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * Gives plain scalars a type, by YAML 1.2 and more carefully: a number or a truth value is one only
 * if it prints as it was written. So {@code no}, {@code 010}, {@code 1_000}, {@code 12:30} and
 * {@code 2024-01-01} are texts, and no value ever loses what it looked like.
 */
final class Scalars {
  private static final Pattern NULL = Pattern.compile("~|null|Null|NULL|");
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
  private static final Pattern FRACTION = Pattern.compile("-?(0|[1-9][0-9]{0,30})\\.[0-9]{1,30}");

  private Scalars() {}

  static JsonNode plain(String text) {
    if (NULL.matcher(text).matches()) {
      return NullNode.instance;
    }
    if (text.equals("true") || text.equals("false")) {
      return BooleanNode.valueOf(text.equals("true"));
    }
    if (WHOLE.matcher(text).matches() && !text.equals("-0")) {
      return whole(Long.parseLong(text));
    }
    JsonNode fraction = FRACTION.matcher(text).matches() ? fraction(text) : TextNode.valueOf(text);
    return fraction.asText().equals(text) ? fraction : TextNode.valueOf(text);
  }

  /** In quotes, or in a block: a text. */
  static JsonNode quoted(String text) {
    return TextNode.valueOf(text);
  }

  private static JsonNode whole(long number) {
    return BigInteger.valueOf(number).bitLength() < Integer.SIZE
        ? JsonNodeFactory.instance.numberNode((int) number)
        : JsonNodeFactory.instance.numberNode(number);
  }

  private static JsonNode fraction(String text) {
    double near = Double.parseDouble(text);
    return Double.toString(near).equals(text)
        ? JsonNodeFactory.instance.numberNode(near)
        : DecimalNode.valueOf(new BigDecimal(text));
  }
}
