package io.spendcast.application.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.proposal.sample.Sample;
import io.spendcast.domain.proposal.sample.SourcePreview;
import io.spendcast.domain.proposal.sample.SourceScout;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.SourceCheck;
import io.spendcast.domain.sales.TableCheck;
import io.spendcast.testkit.InMemorySourceScout;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProposeSourceTest {
  private final InMemorySourceScout scout = new InMemorySourceScout();

  @BeforeEach
  void put_tables() {
    scout.put(
        "orders",
        List.of("customer_id", "order_date", "amount"),
        List.of(
            List.of("ann", "2024-01-31", "3.50"),
            List.of("bob", "2024-02-01", "1.25"),
            List.of("ann", "2024-02-02", "")));
    scout.put("colours", List.of("colour"), List.of(List.of("red"), List.of("blue")));
  }

  /** Sees the same tables, and makes something else of their description. */
  private record Tried(SourceScout tables, Supplier<SourcePreview> trial) implements SourceScout {
    @Override
    public List<Sample> samples(String place) {
      return tables.samples(place);
    }

    @Override
    public SourcePreview preview(List<OwnTable> described) {
      return trial.get();
    }
  }

  private ProposeSource.Result orders(Supplier<SourcePreview> trial) {
    return new ProposeSource(new Tried(scout, trial)).propose(List.of("orders"));
  }

  private static SpendcastException failure(Kind kind) {
    return new SpendcastException(kind, "Cannot read the orders.", "Look.");
  }

  @Test
  void sales_are_described_and_the_description_is_tried_out() {
    ProposeSource.Result result = new ProposeSource(scout).propose(List.of("orders", "colours"));
    assertThat(result.proposal().tables()).hasSize(1);
    assertThat(result.proposal().ignored()).containsOnlyKeys("colours");
    assertThat(result.obstacle()).isEmpty();
    assertThat(result.check().orElseThrow().tables())
        .extracting(TableCheck::rowsKept)
        .containsExactly(2L);
  }

  @Test
  void a_place_without_anything_is_not_found() {
    assertFails(Kind.NOT_FOUND, "nowhere", "Cannot look at nowhere");
  }

  @Test
  void what_is_no_sales_is_refused_with_a_reason_for_each_table() {
    assertFails(Kind.INVALID, "colours", "Cannot recognise sales: colours: ");
  }

  private void assertFails(Kind kind, String place, String why) {
    assertThatThrownBy(() -> new ProposeSource(scout).propose(List.of(place)))
        .isInstanceOfSatisfying(SpendcastException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageStartingWith(why);
  }

  @Test
  void a_description_by_which_nothing_can_be_read_is_proposed_with_the_obstacle() {
    SpendcastException refused = failure(Kind.INVALID);
    ProposeSource.Result result =
        orders(
            () -> {
              throw refused;
            });
    assertThat(result.proposal().tables()).hasSize(1);
    assertThat(result.preview()).isEmpty();
    assertThat(result.obstacle()).containsSame(refused);
  }

  @Test
  void a_source_that_would_be_refused_is_shown_all_the_same() {
    SourcePreview preview =
        new SourcePreview(
            new SourceCheck(
                "the shop",
                List.of(),
                List.of("all sales are of one day"),
                List.of(),
                Optional.empty()),
            List.of());
    ProposeSource.Result result = orders(() -> preview);
    assertThat(result.preview()).hasValue(preview);
    assertThat(result.obstacle().orElseThrow())
        .hasMessageContaining("Cannot ingest the shop: all sales are of one day.");
  }

  @Test
  void storage_that_cannot_be_reached_is_no_obstacle_of_the_source() {
    SpendcastException gone = failure(Kind.UNAVAILABLE);
    assertThatThrownBy(
            () ->
                orders(
                    () -> {
                      throw gone;
                    }))
        .isSameAs(gone);
  }
}
