package io.spendcast.domain;

import io.spendcast.domain.feature.Catalogue;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.sales.Channel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A process of its own that prints the fingerprints of values which Java orders by the process. */
final class PrintedFingerprints {
  private PrintedFingerprints() {}

  record Options(String name, Map<String, Integer> values, Optional<Set<String>> words) {}

  private static final Options OPTIONS =
      new Options(
          "o",
          Map.of("a", 1, "b", 2, "c", 3, "d", 4, "e", 5),
          Optional.of(Set.of("x", "y", "z", "u", "v")));

  static String text() {
    Catalogue catalogue =
        new Catalogue(
            List.of(new Channel("store"), new Channel("web")),
            new Horizon(90, 0),
            List.of(30, 365),
            List.of("Books", "Music"),
            Catalogue.Inputs.LEAN);
    return "%s %s %s"
        .formatted(
            Fingerprint.of(OPTIONS),
            Fingerprint.of(List.of(OPTIONS), OPTIONS.values().keySet()),
            CustomerFeatures.of(catalogue).fingerprint());
  }

  public static void main(String[] args) {
    System.out.print(text());
  }
}
