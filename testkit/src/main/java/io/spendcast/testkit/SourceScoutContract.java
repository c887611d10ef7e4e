package io.spendcast.testkit;

import static io.spendcast.testkit.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.Kind;
import io.spendcast.domain.proposal.column.SampledColumn;
import io.spendcast.domain.proposal.sample.PreviewLine;
import io.spendcast.domain.proposal.sample.Sample;
import io.spendcast.domain.proposal.sample.SourcePreview;
import io.spendcast.domain.proposal.sample.SourceScout;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.LineColumns;
import io.spendcast.domain.sales.LineFlow;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.OwnTable.Flow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link SourceScout} does. */
public abstract class SourceScoutContract {
  private static final List<String> NAMES = List.of("who", "day", "total");
  private static final List<List<String>> ROWS =
      List.of(
          List.of("ann", "2024-01-31", "3.50"),
          List.of("bob", "2024-02-01", "1.25"),
          List.of("ann", "2024-02-02", ""));

  /** The scout. */
  protected abstract SourceScout scout();

  /**
   * Writes a table of texts to a place of this name, and gives the place.
   *
   * @param rows blank where there is no value
   */
  protected abstract String place(String name, List<String> columns, List<List<String>> rows);

  /** A place at which there is nothing. */
  protected abstract String nowhere();

  private Sample sample() {
    List<Sample> samples = scout().samples(place("sales", NAMES, ROWS));
    assertThat(samples).hasSize(1);
    return samples.get(0);
  }

  private OwnTable described(Sample sample, String amount) {
    LineColumns columns =
        new LineColumns(
            "who",
            Optional.empty(),
            Optional.empty(),
            "day",
            "1",
            amount,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new OwnTable(
        "sales",
        new Channel("shop"),
        Flow.SALES,
        sample.relation(),
        List.of(),
        columns,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void a_table_is_read_as_it_is_with_blanks_where_nothing_is() {
    Sample sample = sample();
    assertThat(sample.name()).isEqualTo("sales");
    assertThat(sample.columns()).extracting(SampledColumn::name).isEqualTo(NAMES);
    for (int column = 0; column < NAMES.size(); column++) {
      int place = column;
      assertThat(sample.columns().get(column).values())
          .isEqualTo(ROWS.stream().map(row -> row.get(place)).toList());
    }
  }

  @Test
  void looking_again_finds_the_same() {
    assertThat(sample()).isEqualTo(sample());
  }

  @Test
  void nothing_is_found_where_nothing_is() {
    assertFails(Kind.NOT_FOUND, () -> scout().samples(nowhere()));
  }

  @Test
  void a_description_is_tried_out_and_held_against_the_contract() {
    SourcePreview preview = scout().preview(List.of(described(sample(), "total")));
    assertThat(preview.check().tables().get(0).rowsIn()).isEqualTo(3);
    assertThat(preview.check().tables().get(0).rowsKept()).isEqualTo(2);
    assertThat(preview.check().tables().get(0).moneyKept()).isEqualByComparingTo("4.75");
    assertThat(preview.lines())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("amount")
        .containsExactly(
            line("ann", LocalDate.of(2024, 1, 31)), line("bob", LocalDate.of(2024, 2, 1)));
    assertThat(preview.lines().get(1).amount()).isEqualByComparingTo("1.25");
  }

  private static PreviewLine line(String customer, LocalDate day) {
    return new PreviewLine(
        "sales",
        customer,
        customer + " " + day,
        Optional.empty(),
        day,
        1,
        BigDecimal.ONE,
        LineFlow.SALE);
  }

  @Test
  void a_description_that_the_table_does_not_fit_is_refused() {
    assertFails(
        Kind.INVALID,
        () -> scout().preview(List.of(described(sample(), "there_is_no_such_column"))));
  }
}
