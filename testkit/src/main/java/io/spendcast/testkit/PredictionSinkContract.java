package io.spendcast.testkit;

import static io.spendcast.testkit.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.Kind;
import io.spendcast.domain.RunId;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.prediction.PredictionBatch;
import io.spendcast.domain.prediction.PredictionSink;
import io.spendcast.domain.prediction.PublishReceipt;
import io.spendcast.domain.prediction.PublishReceipt.Outcome;
import io.spendcast.domain.prediction.ScoredRows;
import io.spendcast.domain.registry.ModelName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link PredictionSink} does. */
public abstract class PredictionSinkContract {
  private static final ModelName MODEL = new ModelName("tpcds_customer_spend_model");
  private static final AsOfDate MAY = AsOfDate.parse("2002-05-01");
  private static final AsOfDate JUNE = AsOfDate.parse("2002-06-01");

  /** Numbers and any other text, as sources have them. */
  private static final List<CustomerId> CUSTOMERS =
      Stream.of("17", "017", "O'Neil, \"ünï\" 漢").map(CustomerId::new).toList();

  private static final Key BASE = new Key(MAY, 90, 1, new RunId("first"), "2002-05-01T06:00:00Z");

  private final InMemoryLake memory = new InMemoryLake();

  /**
   * Where batches to publish are. A sink that reads them by {@link ScoredRows} has nothing to do
   * here; one that opens the handle gives the lake that it belongs to, the same in the whole test.
   */
  protected TestLake lake() {
    return memory;
  }

  /**
   * A sink; asked again, another to the same place, which is empty at first.
   *
   * @param scored reads the rows of the batches, unless {@link #lake} is another one
   */
  protected abstract PredictionSink sink(ScoredRows scored);

  /** All that the users of the predictions see now, in any order. */
  protected abstract List<PredictionRow> published();

  /** Deletes the published rows, as anybody may who can write to them. */
  protected abstract void empty();

  /** Removes the place with all that is in it, as somebody does who drops a table. */
  protected abstract void remove();

  private PredictionSink sink() {
    return sink(new InMemoryScoredRows(memory));
  }

  private record Key(AsOfDate asOf, int days, int version, RunId run, String scoredAt) {
    List<PredictionRow> rows(double... spend) {
      return IntStream.range(0, spend.length)
          .mapToObj(i -> row(CUSTOMERS.get(i), spend[i]))
          .toList();
    }

    private PredictionRow row(CustomerId customer, double spend) {
      return new PredictionRow(
          customer,
          asOf,
          days,
          spend,
          Optional.of(new PredictionRow.Bounds(0, 2 * spend)),
          Optional.of(0.25),
          MODEL,
          version,
          run,
          Instant.parse(scoredAt));
    }
  }

  private PredictionBatch batch(Key key, double... spend) {
    return new PredictionBatch(
        lake().scored(key.rows(spend)),
        MODEL,
        key.version(),
        key.asOf(),
        new Horizon(key.days(), 0),
        spend.length,
        java.util.Arrays.stream(spend).sum(),
        Optional.empty());
  }

  private PredictionBatch batch(List<PredictionRow> rows, double total) {
    return new PredictionBatch(
        lake().scored(rows),
        MODEL,
        1,
        MAY,
        new Horizon(90, 0),
        rows.size(),
        total,
        Optional.empty());
  }

  private PublishReceipt publish(Key key, double... spend) {
    return sink().publish(batch(key, spend));
  }

  @Test
  void a_batch_appears_column_by_column() {
    PublishReceipt receipt = publish(BASE, 10.25, 0, 1234.5678);
    assertThat(receipt.outcome()).isEqualTo(Outcome.PUBLISHED);
    assertThat(receipt.rows()).isEqualTo(3);
    assertThat(receipt.place()).isNotBlank();
    assertThat(published()).containsExactlyInAnyOrderElementsOf(BASE.rows(10.25, 0, 1234.5678));
  }

  private static PublishReceipt unchanged(PublishReceipt first) {
    return new PublishReceipt(first.table(), first.place(), first.rows(), Outcome.UNCHANGED);
  }

  @Test
  void publishing_twice_equals_once() {
    PredictionBatch batch = batch(BASE, 10, 20);
    PublishReceipt first = sink().publish(batch);
    PublishReceipt second = sink().publish(batch);
    assertThat(second).isEqualTo(unchanged(first));
    assertThat(published()).containsExactlyInAnyOrderElementsOf(BASE.rows(10, 20));
  }

  @Test
  void the_same_predictions_of_a_repeated_run_change_nothing() {
    PublishReceipt first = publish(BASE, 10, 20);
    Key repeated = new Key(MAY, 90, 1, new RunId("again"), "2002-05-02T06:00:00Z");
    PublishReceipt second = publish(repeated, 10, 20);
    assertThat(second).isEqualTo(unchanged(first));
    assertThat(published()).containsExactlyInAnyOrderElementsOf(BASE.rows(10, 20));
  }

  @Test
  void other_predictions_of_the_same_key_replace_the_batch() {
    publish(BASE, 10, 20, 30);
    Key corrected = new Key(MAY, 90, 1, new RunId("again"), "2002-05-02T06:00:00Z");
    PublishReceipt receipt = publish(corrected, 10, 25);
    assertThat(receipt.outcome()).isEqualTo(Outcome.PUBLISHED);
    assertThat(receipt.rows()).isEqualTo(2);
    assertThat(published()).containsExactlyInAnyOrderElementsOf(corrected.rows(10, 25));
  }

  @Test
  void other_bounds_of_the_same_predictions_replace_the_batch() {
    publish(BASE, 10, 20);
    List<PredictionRow> unbounded =
        BASE.rows(10, 20).stream().map(PredictionSinkContract::without).toList();
    PublishReceipt receipt = sink().publish(batch(unbounded, 30));
    assertThat(receipt.outcome()).isEqualTo(Outcome.PUBLISHED);
    assertThat(published()).containsExactlyInAnyOrderElementsOf(unbounded);
  }

  private static PredictionRow without(PredictionRow row) {
    return new PredictionRow(
        row.customer(),
        row.asOf(),
        row.horizonDays(),
        row.predictedSpend(),
        Optional.empty(),
        Optional.empty(),
        row.model(),
        row.modelVersion(),
        row.run(),
        row.scoredAt());
  }

  @Test
  void other_keys_keep_their_history() {
    Key laterDate = new Key(JUNE, 90, 1, new RunId("second"), "2002-06-01T06:00:00Z");
    Key otherHorizon = new Key(MAY, 30, 1, new RunId("third"), "2002-06-02T06:00:00Z");
    Key newerModel = new Key(MAY, 90, 2, new RunId("fourth"), "2002-06-03T06:00:00Z");
    publish(BASE, 10, 20);
    publish(laterDate, 11, 21);
    publish(otherHorizon, 12, 22);
    publish(newerModel, 13, 23);
    assertThat(published())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(
                    BASE.rows(10, 20),
                    laterDate.rows(11, 21),
                    otherHorizon.rows(12, 22),
                    newerModel.rows(13, 23))
                .flatMap(List::stream)
                .toList());
  }

  @Test
  void replacing_a_batch_leaves_other_keys_alone() {
    Key laterDate = new Key(JUNE, 90, 1, new RunId("second"), "2002-06-01T06:00:00Z");
    publish(BASE, 10, 20);
    publish(laterDate, 11, 21);
    publish(BASE, 1, 2);
    assertThat(published())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(BASE.rows(1, 2).stream(), laterDate.rows(11, 21).stream()).toList());
  }

  @Test
  void holds_what_was_published_whatever_was_published_after_it() {
    PredictionBatch batch = batch(BASE, 10, 20);
    assertThat(sink().holds(batch)).isFalse();
    sink().publish(batch);
    publish(new Key(JUNE, 90, 1, new RunId("second"), "2002-06-01T06:00:00Z"), 11, 21);
    assertThat(sink().holds(batch)).isTrue();
  }

  @Test
  void does_not_hold_a_batch_in_whose_place_another_was_published() {
    PredictionBatch batch = batch(BASE, 10, 20);
    sink().publish(batch);
    publish(BASE, 10, 25);
    assertThat(sink().holds(batch)).isFalse();
    publish(BASE, 10, 15, 5);
    assertThat(sink().holds(batch)).isFalse();
  }

  @Test
  void does_not_hold_what_somebody_deleted_and_publishes_it_again() {
    PredictionBatch batch = batch(BASE, 10, 20);
    sink().publish(batch);
    empty();
    assertThat(sink().holds(batch)).isFalse();
    assertThat(sink().publish(batch).outcome()).isEqualTo(Outcome.PUBLISHED);
    assertThat(sink().holds(batch)).isTrue();
    remove();
    assertThat(sink().holds(batch)).isFalse();
    sink().publish(batch);
    assertThat(sink().holds(batch)).isTrue();
  }

  @Test
  void a_batch_whose_rows_are_gone_publishes_nothing() {
    PublishReceipt before = publish(BASE, 10, 20);
    PredictionBatch gone =
        new PredictionBatch(
            new TableVersion(new TableName("scratch/never_written"), 0),
            MODEL,
            1,
            JUNE,
            new Horizon(90, 0),
            2,
            30,
            Optional.empty());
    assertFails(Kind.NOT_FOUND, () -> sink().publish(gone));
    assertThat(publish(BASE, 10, 20).table()).isEqualTo(before.table());
  }
}
