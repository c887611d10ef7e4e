package io.spendcast.testkit;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.RunId;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureDefinition;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.feature.FeatureUse;
import io.spendcast.domain.prediction.ScoringRequest;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.domain.training.PanelPlan;
import io.spendcast.domain.training.TrainingPanel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A small panel whose truth is known: the label is twice the spend of the last horizon, plus the
 * season, plus a little that no feature tells.
 */
final class PanelFixture {
  static final AsOfDate SCORING = AsOfDate.parse("2001-10-01");
  static final Horizon HORIZON = new Horizon(90, 0);
  static final PanelPlan PLAN =
      new PanelPlan(
          List.of(AsOfDate.parse("2001-01-01"), AsOfDate.parse("2001-02-01")),
          List.of(AsOfDate.parse("2001-06-01"), AsOfDate.parse("2001-07-01")),
          SCORING,
          HORIZON);
  static final ModelName MODEL = new ModelName("tpcds_customer_spend_model");
  static final RunId RUN = new RunId("the-run");
  static final Instant SCORED_AT = Instant.parse("2001-10-01T06:00:00Z");
  static final String SPEND = CustomerFeatures.SPEND_LAST_HORIZON;
  static final String SEASON = CustomerFeatures.HORIZON_SEASON_WEIGHT;
  static final String TENURE = "tenure_days_within_365d";

  /** No model reads it, but slices are made by it. */
  static final String WHOLE_TENURE = "tenure_days";

  static final String LAST_YEAR = CustomerFeatures.SPEND_LAST_YEAR;
  static final String AT_RATE = CustomerFeatures.SPEND_AT_RATE;
  static final String RATE = CustomerFeatures.SPEND_RATE;
  static final String EXPECTED = CustomerFeatures.SPEND_EXPECTED;
  static final String EXPECTED_IN_SEASON = CustomerFeatures.SPEND_EXPECTED_IN_SEASON;
  static final FeatureSet FEATURES = features();

  private static final int CUSTOMERS = 200;

  private PanelFixture() {}

  private static FeatureSet features() {
    FeatureSet all = CustomerFeatures.forChannels(List.of(SalesFixture.STORE), HORIZON);
    Set<String> wanted =
        Set.of(
            SPEND,
            SEASON,
            TENURE,
            WHOLE_TENURE,
            LAST_YEAR,
            RATE,
            AT_RATE,
            EXPECTED,
            EXPECTED_IN_SEASON);
    return new FeatureSet(
        all.definitions().stream()
            .filter(feature -> wanted.contains(feature.name()))
            .map(PanelFixture::used)
            .toList(),
        HORIZON);
  }

  /** One that only a baseline reads. */
  private static FeatureDefinition used(FeatureDefinition feature) {
    return feature.name().equals(AT_RATE) ? feature.withUse(FeatureUse.REPORT) : feature;
  }

  /** A row for every customer and as-of date of the plan; the scoring as-of has no labels. */
  static List<FeatureRow> rows() {
    List<FeatureRow> rows = new ArrayList<>();
    for (AsOfDate asOf : PLAN.all()) {
      for (int i = 0; i < CUSTOMERS; i++) {
        rows.add(row(i, asOf));
      }
    }
    return rows;
  }

  private static FeatureRow row(int i, AsOfDate asOf) {
    double spend = (i * 37 + asOf.day().getMonthValue() * 11) % 101;
    double season = 0.75 + asOf.day().getMonthValue() / 16.0;
    double tenure = i % 7 == 0 ? Double.NaN : 100 + 3 * i;
    return new FeatureRow(
        new CustomerId("c" + i),
        asOf,
        Map.of(
            SPEND,
            spend,
            SEASON,
            season,
            TENURE,
            tenure,
            WHOLE_TENURE,
            tenure,
            LAST_YEAR,
            7.0 * i,
            AT_RATE,
            3.0 + i,
            EXPECTED,
            2.0 + 4 * i,
            RATE,
            4.0 + i,
            EXPECTED_IN_SEASON,
            1.0 + 5 * i),
        asOf.equals(SCORING) ? Optional.empty() : Optional.of(truth(spend, season) + i * 53 % 11));
  }

  /** What the spend is on average, but for a constant that is the same for all. */
  static double truth(double spend, double season) {
    return 2 * spend + 8 * season;
  }

  static TrainingPanel panel(FeatureTable features) {
    return panel(features, 1);
  }

  static TrainingPanel panel(FeatureTable features, double sampleFraction) {
    return new TrainingPanel(features, PLAN, sampleFraction, 2 * CUSTOMERS, 2 * CUSTOMERS);
  }

  static ModelVersion version(ModelArtifact artifact) {
    return new ModelVersion(
        MODEL,
        3,
        Stage.PRODUCTION,
        "run-1",
        artifact,
        Map.of(),
        Instant.parse("2001-09-30T00:00:00Z"));
  }

  static ScoringRequest scoring(ModelArtifact artifact, FeatureTable features, AsOfDate asOf) {
    return new ScoringRequest(version(artifact), features, asOf, RUN, SCORED_AT);
  }
}
