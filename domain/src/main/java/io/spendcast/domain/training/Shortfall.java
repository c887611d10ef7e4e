package io.spendcast.domain.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a panel is too short for: rules that cannot be computed on it, and inputs that learners do
 * without, since they are not known at each training date and would there mean something else.
 *
 * @param absent why a rule cannot be computed, in words that follow "since"
 * @param leftOut by input, since when it is known, or that it never is, in words that follow the
 *     name
 */
public record Shortfall(Map<Algorithm, String> absent, Map<String, String> leftOut) {
  /** The panel bears everything. */
  public static final Shortfall NONE = new Shortfall(Map.of(), Map.of());

  /** Copies the maps; what an older version did not write yet is empty. */
  public Shortfall {
    absent = Map.copyOf(Objects.requireNonNullElse(absent, Map.of()));
    leftOut = Map.copyOf(Objects.requireNonNullElse(leftOut, Map.of()));
  }

  /** Those that can be trained, in the same order. */
  public List<Algorithm> without(List<Algorithm> algorithms) {
    return algorithms.stream().filter(algorithm -> !absent.containsKey(algorithm)).toList();
  }

  /** What is missing in sentences, rules first; empty if nothing is. */
  public List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    Stream.of(Algorithm.values())
        .filter(absent::containsKey)
        .forEach(
            rule ->
                sentences.add(
                    "There is no %s, since %s.".formatted(rule.label(), absent.get(rule))));
    new TreeMap<>(leftOut)
        .forEach(
            (input, why) ->
                sentences.add("Models do not read %s, which %s.".formatted(input, why)));
    return sentences;
  }
}
