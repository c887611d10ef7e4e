package io.spendcast.bootstrap.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads numbers as people write them: decimal digits, so {@code 010} is ten. What YAML takes for
 * numbers besides, such as {@code 1_000}, {@code 0x1F} and {@code 12:30}, is none here.
 */
final class Decimals {
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,30}");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?([0-9]{1,30}\\.?[0-9]{0,30}|\\.[0-9]{1,30})([eE][-+]?[0-9]{1,3})?");

  private Decimals() {}

  /** A whole number in the range of a long. */
  static Optional<JsonNode> whole(JsonNode scalar) {
    return text(scalar)
        .filter(text -> WHOLE.matcher(text).matches())
        .map(BigInteger::new)
        .filter(number -> number.bitLength() < Long.SIZE)
        .<JsonNode>map(number -> JsonNodeFactory.instance.numberNode(number.longValueExact()));
  }

  /** A number. */
  static Optional<JsonNode> number(JsonNode scalar) {
    return text(scalar)
        .filter(text -> NUMBER.matcher(text).matches())
        .map(Double::valueOf)
        .filter(Double::isFinite)
        .<JsonNode>map(number -> JsonNodeFactory.instance.numberNode(number));
  }

  /** The source text; spaces around it are the writer's. */
  private static Optional<String> text(JsonNode scalar) {
    return Optional.of(scalar)
        .filter(JsonNode::isValueNode)
        .map(JsonNode::asText)
        .map(String::strip);
  }
}
