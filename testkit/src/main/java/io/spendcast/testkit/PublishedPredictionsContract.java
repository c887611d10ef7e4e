package io.spendcast.testkit;

import static io.spendcast.testkit.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.Kind;
import io.spendcast.domain.RunId;
import io.spendcast.domain.evaluation.panel.Property;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.prediction.ForecastSummary;
import io.spendcast.domain.prediction.Prediction;
import io.spendcast.domain.prediction.PredictionBatch;
import io.spendcast.domain.prediction.PredictionQuery;
import io.spendcast.domain.prediction.PredictionSink;
import io.spendcast.domain.prediction.PublishedBatch;
import io.spendcast.domain.prediction.PublishedPredictions;
import io.spendcast.domain.prediction.SegmentTotal;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.uncertainty.Expectation;
import io.spendcast.domain.uncertainty.ForecastSpread;
import io.spendcast.domain.uncertainty.SpendRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link PublishedPredictions} does. */
public abstract class PublishedPredictionsContract {
  private static final ModelName MODEL = new ModelName("tpcds_customer_spend_model");
  private static final AsOfDate MAY = AsOfDate.parse("2002-05-01");
  private static final AsOfDate JUNE = AsOfDate.parse("2002-06-01");
  private static final Horizon HORIZON = new Horizon(90, 0);
  private static final FeatureSet FEATURES =
      CustomerFeatures.forChannels(List.of(new Channel("store"), new Channel("web")), HORIZON);

  /** Twenty customers; the tenth has the same as the ninth. */
  private static final double[] SPEND = {
    500, 100, 90, 80, 70, 60, 50, 40, 30, 30, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1
  };

  private static final ForecastSpread SPREAD =
      ForecastSpread.parse("0.8:1.28:0.05;5.0:0.2:9.5;40.0:0.5:3.0;90.0:0.75:1.5");

  @TempDir private Path directory;

  /** The lake that the predictions are in; the same in the whole test. */
  protected abstract TestLake lake();

  /** Publishes to the lake. */
  protected abstract PredictionSink sink();

  /** What is published in the lake. */
  protected abstract PublishedPredictions published();

  private PredictionBatch batch(AsOfDate asOf, int version, String scoredAt, double... spend) {
    List<PredictionRow> rows =
        IntStream.range(0, spend.length)
            .mapToObj(
                i ->
                    new PredictionRow(
                        customer(i),
                        asOf,
                        90,
                        spend[i],
                        Optional.of(new PredictionRow.Bounds(0, 2 * spend[i])),
                        Optional.of(0.25),
                        MODEL,
                        version,
                        new RunId("run-" + version),
                        Instant.parse(scoredAt)))
            .toList();
    return new PredictionBatch(
        lake().scored(rows),
        MODEL,
        version,
        asOf,
        HORIZON,
        spend.length,
        Arrays.stream(spend).sum(),
        Optional.of(SPREAD));
  }

  private PublishedBatch publish(AsOfDate asOf, int version, String scoredAt, double... spend) {
    PredictionBatch batch = batch(asOf, version, scoredAt, spend);
    return PublishedBatch.of(new RunId("run-" + version), batch, sink().publish(batch));
  }

  private static CustomerId customer(int number) {
    return new CustomerId("c" + (100 + number));
  }

  /**
   * Even customers buy in the store, odd ones in both; each is ten days older than the one before.
   */
  private FeatureTable features(double lastYear) {
    List<FeatureRow> rows = new ArrayList<>();
    for (int i = 0; i < SPEND.length; i++) {
      Map<String, Double> values = new HashMap<>();
      FEATURES.names().forEach(name -> values.put(name, Double.NaN));
      values.put("tenure_days", 10.0 * i);
      values.put("store_spend_share", i % 2 == 0 ? 1 : 0.5);
      values.put("web_spend_share", i % 2 == 0 ? 0 : 0.5);
      values.put(CustomerFeatures.SPEND_LAST_YEAR, i == 3 ? lastYear : 10);
      rows.add(new FeatureRow(customer(i), MAY, values, Optional.empty()));
      rows.add(new FeatureRow(customer(i), JUNE, values, Optional.empty()));
    }
    return lake().features(FEATURES, rows);
  }

  private static Prediction prediction(int number, double spend) {
    return new Prediction(
        customer(number),
        spend,
        Optional.of(new Prediction.Range(0, 2 * spend)),
        Optional.of(0.25));
  }

  private static PredictionQuery segment(
      PublishedBatch batch, FeatureTable features, String dimension, String value) {
    return new PredictionQuery(
        batch,
        Optional.of(features),
        Optional.empty(),
        Optional.of(new Property(dimension, value)));
  }

  @Test
  void nothing_is_newest_where_nothing_is_published() {
    assertThat(published().newest(MODEL)).isEmpty();
    publish(MAY, 1, "2002-05-01T06:00:00Z", 10, 20);
    assertThat(published().newest(new ModelName("another_model"))).isEmpty();
  }

  @Test
  void the_latest_date_is_newest_and_of_one_date_what_was_scored_last() {
    publish(JUNE, 2, "2002-06-01T06:00:00Z", 10, 20, 30);
    publish(JUNE, 1, "2002-06-02T06:00:00Z", 11, 21);
    PublishedBatch last = publish(MAY, 3, "2002-06-03T06:00:00Z", 12, 22);
    PublishedBatch newest = published().newest(MODEL).orElseThrow();
    assertThat(newest)
        .isEqualTo(new PublishedBatch(last.table(), MODEL, 1, JUNE, 90, new RunId("run-1"), 2, 32));
  }

  @Test
  void the_highest_come_first_and_equal_ones_by_customer() {
    PublishedBatch batch = publish(MAY, 1, "2002-05-01T06:00:00Z", 10, 30, 20, 30);
    publish(JUNE, 1, "2002-06-01T06:00:00Z", 1_000, 2_000);
    PredictionQuery query = PredictionQuery.all(batch, Optional.empty());
    assertThat(published().highest(query, 3))
        .containsExactly(prediction(1, 30), prediction(3, 30), prediction(2, 20));
    assertThat(published().highest(query, 100)).hasSize(4);
  }

  @Test
  void one_customer_is_found_and_nobody_else() {
    PublishedBatch batch = publish(MAY, 1, "2002-05-01T06:00:00Z", 10, 30, 20);
    assertThat(published().highest(of(batch, customer(2)), 10)).containsExactly(prediction(2, 20));
    assertThat(published().highest(of(batch, new CustomerId("it's 'nobody'")), 10)).isEmpty();
  }

  private static PredictionQuery of(PublishedBatch batch, CustomerId customer) {
    return new PredictionQuery(batch, Optional.empty(), Optional.of(customer), Optional.empty());
  }

  @Test
  void a_segment_holds_those_who_are_in_it() {
    PublishedBatch batch = publish(MAY, 1, "2002-05-01T06:00:00Z", SPEND);
    FeatureTable features = features(10);
    PublishedPredictions published = published();
    assertThat(published.highest(segment(batch, features, "channel mix", "store only"), 2))
        .containsExactly(prediction(0, 500), prediction(2, 90));
    assertThat(published.highest(segment(batch, features, "tenure", "90 days to a year"), 100))
        .extracting(Prediction::customer)
        .hasSize(11)
        .startsWith(customer(9));
    assertThat(published.highest(segment(batch, features, "value", "top tenth"), 100))
        .containsExactly(prediction(0, 500), prediction(1, 100));
    assertThat(published.highest(segment(batch, features, "value", "next four tenths"), 100))
        .hasSize(8)
        .endsWith(prediction(9, 30));
    assertThat(published.highest(segment(batch, features, "value", "platinum"), 100)).isEmpty();
    assertThat(published.highest(segment(batch, features, "shoe size", "44"), 100)).isEmpty();
  }

  @Test
  void a_file_has_a_column_for_everything_and_replaces_another() throws IOException {
    PublishedBatch batch = publish(MAY, 1, "2002-05-01T06:00:00Z", SPEND);
    Path file = directory.resolve("forecasts of may.csv");
    Files.writeString(file, "older");
    PredictionQuery several = segment(batch, features(10), "channel mix", "several");
    assertThat(published().write(several, 2, file.toString())).isEqualTo(2);
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .startsWith("customer_id,as_of_date,horizon_days,predicted_spend,predicted_low")
        .endsWith("scored_at,channel_mix,tenure,value");
    assertThat(lines.get(1))
        .startsWith(
            "c101,2002-05-01,90,100.0,0.0,200.0,0.25,tpcds_customer_spend_model,1,run-1,2002-05-01")
        .endsWith(",several,under 90 days,top tenth");
    assertThat(lines.get(2)).startsWith("c103,").endsWith("next four tenths");
    try (var beside = Files.list(directory)) {
      assertThat(beside).containsExactly(file);
    }
  }

  @Test
  void a_file_that_cannot_be_written_is_refused() throws IOException {
    PublishedBatch batch = publish(MAY, 1, "2002-05-01T06:00:00Z", 10, 20);
    Path taken = Files.writeString(directory.resolve("taken"), "a file is no directory");
    assertFails(
        Kind.INVALID,
        () ->
            published()
                .write(
                    PredictionQuery.all(batch, Optional.of(features(10))),
                    10,
                    taken.resolve("out.csv").toString()));
    assertThat(taken).hasContent("a file is no directory");
  }

  @Test
  void a_batch_adds_up_whether_or_not_it_is_published() {
    ForecastSummary summary =
        published().summary(batch(MAY, 1, "2002-05-01T06:00:00Z", SPEND), features(10));
    double all = Arrays.stream(SPEND).sum();
    assertThat(summary.topTenth()).isCloseTo(600 / all, within(1e-12));
    assertThat(summary.lastYear()).contains(200.0);
    for (String dimension : List.of("channel mix", "tenure", "value")) {
      assertThat(summary.by(dimension).stream().mapToDouble(SegmentTotal::spend).sum())
          .isCloseTo(all, within(1e-9));
    }
    assertThat(summary.by("tenure"))
        .extracting(SegmentTotal::segment, SegmentTotal::customers, SegmentTotal::spend)
        .containsExactly(
            tuple(new Property("tenure", "90 days to a year"), 11L, 85.0),
            tuple(new Property("tenure", "under 90 days"), 9L, all - 85));
  }

  @Test
  void a_summary_says_between_which_amounts_all_and_each_segment_will_lie_and_how_many_buy() {
    ForecastSummary summary =
        published().summary(batch(MAY, 1, "2002-05-01T06:00:00Z", SPEND), features(10));
    assertIsOf(summary.expectation().orElseThrow(), SPEND);
    Expectation old =
        summary.by("tenure").stream()
            .filter(total -> total.segment().value().equals("90 days to a year"))
            .flatMap(total -> total.expectation().stream())
            .findFirst()
            .orElseThrow();
    assertIsOf(old, Arrays.copyOfRange(SPEND, 9, SPEND.length));
  }

  private static void assertIsOf(Expectation expectation, double... spend) {
    SpendRange range =
        SPREAD.range(Arrays.stream(spend).sum(), Arrays.stream(spend).map(SPREAD::variance).sum());
    assertThat(expectation.range().low()).isCloseTo(range.low(), within(1e-6));
    assertThat(expectation.range().high()).isCloseTo(range.high(), within(1e-6));
    assertThat(expectation.buyers())
        .isCloseTo(Arrays.stream(spend).map(SPREAD::probabilityOfSpend).sum(), within(1e-9));
  }

  @Test
  void last_year_is_unknown_if_it_is_of_anybody() {
    PredictionBatch batch = batch(MAY, 1, "2002-05-01T06:00:00Z", SPEND);
    assertThat(published().summary(batch, features(Double.NaN)).lastYear()).isEmpty();
  }

  @Test
  void where_all_are_forecast_alike_a_tenth_has_a_tenth_and_nobody_a_value_group() {
    double[] alike = new double[SPEND.length];
    Arrays.fill(alike, 7);
    ForecastSummary summary =
        published().summary(batch(MAY, 1, "2002-05-01T06:00:00Z", alike), features(10));
    assertThat(summary.topTenth()).isCloseTo(0.1, within(1e-12));
    assertThat(summary.by("value")).isEmpty();
  }

  @Test
  void a_table_that_is_gone_is_not_found() {
    PublishedBatch batch = publish(MAY, 1, "2002-05-01T06:00:00Z", 10, 20);
    lake().remove(batch.table().table());
    assertThat(published().newest(MODEL)).isEmpty();
    assertFails(
        Kind.NOT_FOUND,
        () -> published().highest(PredictionQuery.all(batch, Optional.empty()), 10));
  }
}
