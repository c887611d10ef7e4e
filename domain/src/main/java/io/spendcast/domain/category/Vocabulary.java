package io.spendcast.domain.category;

import io.spendcast.domain.AsOfDate;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The categories of the product mix, as they are frozen in a registered version: what it reads is
 * the share of spend in these, whichever lead later.
 *
 * @param categories in the order of their names
 * @param most how many were asked for
 * @param before the date up to which sales were known when they were chosen
 */
public record Vocabulary(List<String> categories, int most, AsOfDate before) {
  /** Copies the list. */
  public Vocabulary {
    categories = List.copyOf(categories);
  }

  /** A text from which {@link #parse} makes the same again. */
  @Override
  public String toString() {
    return categories.stream()
        .map(category -> URLEncoder.encode(category, StandardCharsets.UTF_8))
        .collect(Collectors.joining(",", "%s %s ".formatted(most, before), ""));
  }

  /** The vocabulary of a text. */
  public static Vocabulary parse(String text) {
    String[] parts = text.split(" ", 3);
    return new Vocabulary(
        Stream.of(parts[2].split(","))
            .filter(category -> !category.isEmpty())
            .map(category -> URLDecoder.decode(category, StandardCharsets.UTF_8))
            .toList(),
        Integer.parseInt(parts[0]),
        AsOfDate.parse(parts[1]));
  }
}
