package io.spendcast.domain.leak;

import io.spendcast.domain.feature.CustomerFeatures;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Looks for a model input that says the label by itself: one that ranks the customers almost as
 * their labels do, though what they spent last does not, or that explains clearly more of them than
 * any model, which has learned from it. Subscriptions are regular: there the past ranks as the
 * future does, and a feature is suspect only if it leaves less than half of what the past leaves.
 *
 * <p>Both are compared as squared correlations on the same rows, so that a model whose level is off
 * is not taken for a worse one. A model of few customers may well be worse than a feature by
 * chance: the difference counts only if it is more than {@link #MARGIN} and, by Fisher's z, no
 * chance.
 */
record SingleFeature(LeakProbe probe, LeakSample sample) {
  /** No honest feature ranks next quarter's spend like this. */
  static final double IMPLAUSIBLE_RANKS = 0.95;

  /** By how much a feature must explain more than the best model. */
  static final double MARGIN = 0.10;

  /** An honest feature leaves at least this share of the disorder that the past leaves. */
  private static final double IMPLAUSIBLE_REST = 0.5;

  /** Standard deviations of Fisher's z between the two correlations; heavy tails need many. */
  private static final double DEVIATIONS = 5;

  private static final int FEWEST_ROWS = 30;

  SentinelFinding look() {
    List<SampledRow> rows = sample.rows();
    List<String> names = CustomerFeatures.of(probe.catalogue()).names();
    List<String> inputs = probe.panel().features().inputs();
    double byModels = byModels(rows);
    double byThePast = byThePast();
    List<String> suspects = new ArrayList<>();
    double highest = 0;
    for (int i = 0; i < names.size(); i++) {
      if (inputs.contains(names.get(i))) {
        Pairs pairs = pairs(rows, i);
        suspicion(names.get(i), pairs, byModels, byThePast).ifPresent(suspects::add);
        highest = Math.max(highest, Math.abs(pairs.spearman()));
      }
    }
    return suspects.isEmpty()
        ? SentinelFinding.clean(
            Sentinel.SINGLE_FEATURE,
            text(
                "no input ranks customers like their labels%s: |Spearman| is at most %.2f",
                byThePast > IMPLAUSIBLE_RANKS
                    ? ", which are very regular, beyond what they spent last"
                    : "",
                highest))
        : SentinelFinding.suspect(Sentinel.SINGLE_FEATURE, String.join("; ", suspects));
  }

  private static Optional<String> suspicion(
      String name, Pairs pairs, double byModels, double byThePast) {
    if (pairs.size() < FEWEST_ROWS) {
      return Optional.empty();
    }
    double ranks = Math.abs(pairs.spearman());
    if (ranks > IMPLAUSIBLE_RANKS && 1 - ranks < IMPLAUSIBLE_REST * (1 - byThePast)) {
      return Optional.of(
          text("%s ranks customers like their labels: Spearman %.3f", name, pairs.spearman()));
    }
    double explained = pairs.explained();
    return explained > byModels + MARGIN && isNoChance(explained, byModels, pairs.size())
        ? Optional.of(
            text(
                "%s alone explains %.2f of the labels, the best model %.2f",
                name, explained, byModels))
        : Optional.empty();
  }

  private static boolean isNoChance(double explained, double byModels, int rows) {
    double distance = fisher(Math.sqrt(explained)) - fisher(Math.sqrt(byModels));
    return distance > DEVIATIONS * Math.sqrt(2.0 / (rows - 3));
  }

  private static double fisher(double correlation) {
    return 0.5 * Math.log((1 + correlation) / (1 - correlation));
  }

  /** How well the label's own lag, or everything bought so far, ranks customers by their labels. */
  private double byThePast() {
    KnownPast past = new KnownPast(probe.asOf());
    LocalDate from = probe.asOf().minusDays(probe.panel().plan().horizon().days()).day();
    List<SampledCustomer> known =
        sample.customers().stream().filter(customer -> customer.row().isPresent()).toList();
    double[] labels = known.stream().mapToDouble(c -> c.row().orElseThrow().label()).toArray();
    double[] last =
        known.stream()
            .mapToDouble(
                customer ->
                    past.of(customer).stream()
                        .filter(tile -> !tile.day().isBefore(from))
                        .mapToDouble(tile -> tile.spend().doubleValue())
                        .sum())
            .toArray();
    double[] all = known.stream().mapToDouble(c -> c.known().spend().doubleValue()).toArray();
    return Math.max(
        Math.abs(new Pairs(last, labels).spearman()), Math.abs(new Pairs(all, labels).spearman()));
  }

  private double byModels(List<SampledRow> rows) {
    return IntStream.range(0, probe.models().size())
        .mapToDouble(
            model ->
                new Pairs(
                        rows.stream().mapToDouble(row -> row.batch().get(model)).toArray(),
                        rows.stream().mapToDouble(SampledRow::label).toArray())
                    .explained())
        .max()
        .orElse(0);
  }

  private static Pairs pairs(List<SampledRow> rows, int feature) {
    List<SampledRow> known =
        rows.stream().filter(row -> !row.features().get(feature).isNaN()).toList();
    return new Pairs(
        known.stream().mapToDouble(row -> row.features().get(feature)).toArray(),
        known.stream().mapToDouble(SampledRow::label).toArray());
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
