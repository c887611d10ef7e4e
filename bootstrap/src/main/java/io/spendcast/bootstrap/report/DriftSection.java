package io.spendcast.bootstrap.report;

import io.spendcast.domain.drift.DriftLevel;
import io.spendcast.domain.drift.FeatureDrift;
import io.spendcast.domain.drift.PanelDrift;
import io.spendcast.domain.drift.Shift;
import io.spendcast.domain.drift.ValueSummary;
import io.spendcast.domain.feature.FeatureUse;
import io.spendcast.domain.workflow.FeatureBuild;
import io.spendcast.domain.workflow.RunManifest;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether the customers to be scored are like those the models learned from. */
final class DriftSection {
  private static final int SHOWN = 12;

  private DriftSection() {}

  static Section of(RunManifest manifest) {
    Section section = Section.of("drift", "Are today's customers like those learned from?");
    return manifest
        .features()
        .map(FeatureBuild::drift)
        .map(drift -> of(section, drift))
        .orElseGet(() -> section.say("Features were not built, so there is nothing to compare."));
  }

  private static Section of(Section section, PanelDrift drift) {
    List<FeatureDrift> judged =
        drift.features().stream()
            .filter(feature -> feature.level().isPresent() && feature.use() == FeatureUse.MODEL)
            .sorted(Comparator.comparingDouble(feature -> -feature.judged().psi()))
            .limit(SHOWN)
            .toList();
    Section said = section.say(verdict(drift)).say(basis(drift));
    return judged.isEmpty()
        ? said.show(table(drift))
        : said.show(
            new Figure(
                "drift-chart",
                "Population stability index",
                "The %s features that moved most among those the models read. Below 0.10 alike, above 0.25 to be acted on."
                    .formatted(judged.size()),
                "Bars of the stability index; the largest is %s with %s."
                    .formatted(judged.get(0).name(), index(judged.get(0).judged())),
                60 + 24 * judged.size(),
                "wide",
                chart(judged),
                List.of(table(drift))));
  }

  private static String verdict(PanelDrift drift) {
    return switch (drift.level()) {
      case LITTLE -> "They are: no feature that the models read has moved.";
      case MODERATE ->
          "Mostly: some features have moved and are to be watched: "
              + names(drift.shifted(DriftLevel.MODERATE))
              + ".";
      case LARGE ->
          "No: what the models read has moved far, so the verdict above may not hold for the"
              + " coming weeks. Look at "
              + names(drift.shifted(DriftLevel.LARGE))
              + ", and train again once labels of the new time are known.";
    };
  }

  private static String names(List<FeatureDrift> features) {
    return features.stream().limit(5).map(FeatureDrift::name).collect(Collectors.joining(", "));
  }

  private static String basis(PanelDrift drift) {
    String left =
        " Features that time alone moves, such as the tenure or the season itself, are shown but"
            + " not judged.";
    return drift
            .sameSeason()
            .map(
                asOf ->
                    "The scoring date is compared with %s, the same season a year before, so that season is not taken for drift."
                        .formatted(Numbers.day(asOf.day())))
            .orElse(
                "There is no as-of date of the same season a year before, so the scoring date is"
                    + " compared with all training dates: what season does is part of the index.")
        + left;
  }

  private static Map<String, Object> chart(List<FeatureDrift> judged) {
    return Map.of(
        "kind",
        "rows",
        "unit",
        "index",
        "thresholds",
        List.of(DriftLevel.WATCH, DriftLevel.ACT),
        "rows",
        judged.stream()
            .map(
                feature ->
                    Map.of(
                        "name", feature.name(),
                        "value", feature.judged().psi(),
                        "role", level(feature)))
            .toList());
  }

  private static Table table(PanelDrift drift) {
    Table table =
        Table.of(
            "Every feature, at the training dates and at the scoring date",
            "Feature",
            "unit:",
            "mean",
            "95 %",
            "zero",
            "missing",
            "PSI to training",
            "PSI to last year",
            "drift:");
    for (FeatureDrift feature : drift.features()) {
      ValueSummary before = feature.training();
      ValueSummary after = feature.scoring();
      table.add(
          level(feature),
          new String[] {
            feature.name(),
            feature.unit(),
            change(Numbers.plain(before.mean()), Numbers.plain(after.mean())),
            change(Numbers.plain(before.high()), Numbers.plain(after.high())),
            change(Numbers.percent(before.zero()), Numbers.percent(after.zero())),
            change(Numbers.percent(before.missing()), Numbers.percent(after.missing())),
            index(feature.sinceTraining()),
            feature.sinceLastYear().map(DriftSection::index).orElse(Numbers.UNKNOWN),
            level(feature)
          });
    }
    return table;
  }

  private static String change(String before, String after) {
    return before.equals(after) ? before : before + " → " + after;
  }

  private static String index(Shift shift) {
    return String.format(Locale.ROOT, "%.3f", shift.psi());
  }

  private static String level(FeatureDrift feature) {
    return feature.level().map(level -> level.name().toLowerCase(Locale.ROOT)).orElse("not judged");
  }
}
