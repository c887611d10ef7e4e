package io.spendcast.domain.proposal.column;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The words of a name, in lower case and without accents: {@code InvoiceNo} is {@code invoice, no}.
 *
 * @param words in order
 */
public record Words(List<String> words) {
  /** Shorter words are too often part of another one. */
  private static final int SHORTEST_PART = 4;

  /** Words that are written with a blank between them. */
  public static Set<String> set(String words) {
    return Set.copyOf(Arrays.asList(words.split(" ", -1)));
  }

  public static Words of(String name) {
    String plain =
        Normalizer.normalize(name.replace("ß", "ss"), Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .replaceAll("(?<=[\\p{Ll}\\d])(?=\\p{Lu})", " ")
            .replaceAll("(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})", " ")
            .toLowerCase(Locale.ROOT);
    return new Words(
        Arrays.stream(plain.split("[^\\p{L}\\p{N}]+")).filter(word -> !word.isEmpty()).toList());
  }

  /** Whether one of these is a word of the name. */
  public boolean have(Set<String> wanted) {
    return words.stream().anyMatch(wanted::contains) || wanted.contains(joined());
  }

  /** Whether one of these, if it is long enough, is part of the name, as in {@code orderdate}. */
  public boolean contain(Set<String> wanted) {
    String joined = joined();
    return wanted.stream()
        .anyMatch(part -> part.length() >= SHORTEST_PART && joined.contains(part));
  }

  /** How many of these are words of the name. */
  public long count(Set<String> wanted) {
    return words.stream().distinct().filter(wanted::contains).count();
  }

  public String joined() {
    return String.join("", words);
  }
}
