package io.spendcast.testkit;

import static io.spendcast.testkit.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Kind;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.training.PanelPlan;
import io.spendcast.domain.training.TrainingPanel;
import io.spendcast.domain.training.TrainingPanels;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link TrainingPanels} does. */
public abstract class TrainingPanelsContract {
  /** The lake that holds the feature tables; the same in the whole test. */
  protected abstract TestLake lake();

  /** Panels over the lake. */
  protected abstract TrainingPanels panels();

  private FeatureTable table(List<FeatureRow> rows) {
    return lake().features(PanelFixture.FEATURES, rows);
  }

  private static List<FeatureRow> without(AsOfDate asOf) {
    return PanelFixture.rows().stream().filter(row -> !row.asOf().equals(asOf)).toList();
  }

  private static List<FeatureRow> withoutLabels(AsOfDate asOf) {
    return PanelFixture.rows().stream()
        .map(
            row ->
                row.asOf().equals(asOf)
                    ? new FeatureRow(row.customer(), asOf, row.values(), Optional.empty())
                    : row)
        .toList();
  }

  @Test
  void counts_training_and_test_rows() {
    FeatureTable table = table(PanelFixture.rows());
    assertThat(panels().assemble(table, PanelFixture.PLAN, 1))
        .isEqualTo(new TrainingPanel(table, PanelFixture.PLAN, 1, 400, 400));
  }

  @Test
  void rows_of_other_as_of_dates_do_not_count() {
    PanelPlan smaller =
        new PanelPlan(
            PanelFixture.PLAN.train().subList(0, 1),
            PanelFixture.PLAN.test().subList(1, 2),
            PanelFixture.SCORING,
            PanelFixture.HORIZON);
    TrainingPanel panel = panels().assemble(table(PanelFixture.rows()), smaller, 1);
    assertThat(panel.trainRows()).isEqualTo(200);
    assertThat(panel.testRows()).isEqualTo(200);
  }

  @Test
  void assembling_again_gives_the_same_panel() {
    FeatureTable table = table(PanelFixture.rows());
    assertThat(panels().assemble(table, PanelFixture.PLAN, 0.5))
        .isEqualTo(panels().assemble(table, PanelFixture.PLAN, 0.5));
  }

  @Test
  void a_panel_does_not_change_with_later_versions_of_the_table() {
    FeatureTable table = table(PanelFixture.rows());
    TrainingPanel before = panels().assemble(table, PanelFixture.PLAN, 1);
    table(PanelFixture.rows().subList(0, 1));
    assertThat(panels().assemble(table, PanelFixture.PLAN, 1)).isEqualTo(before);
  }

  @Test
  void a_sample_takes_customers_with_all_of_their_training_rows_and_keeps_every_test_row() {
    TrainingPanel panel = panels().assemble(table(PanelFixture.rows()), PanelFixture.PLAN, 0.5);
    assertThat(panel.sampleFraction()).isEqualTo(0.5);
    assertThat(panel.trainRows()).isBetween(120L, 280L).isEven();
    assertThat(panel.testRows()).isEqualTo(400);
  }

  @Test
  void a_plan_that_is_not_in_the_table_is_refused() {
    for (AsOfDate asOf : PanelFixture.PLAN.all()) {
      FeatureTable table = table(without(asOf));
      assertFails(Kind.INVALID, () -> panels().assemble(table, PanelFixture.PLAN, 1));
    }
  }

  @Test
  void a_training_or_test_date_without_labels_is_refused() {
    for (AsOfDate asOf :
        List.of(PanelFixture.PLAN.train().get(1), PanelFixture.PLAN.test().get(1))) {
      FeatureTable table = table(withoutLabels(asOf));
      assertFails(Kind.INVALID, () -> panels().assemble(table, PanelFixture.PLAN, 1));
    }
  }

  @Test
  void a_sample_without_anybody_is_refused() {
    FeatureTable table = table(PanelFixture.rows());
    assertFails(Kind.INVALID, () -> panels().assemble(table, PanelFixture.PLAN, 1e-9));
  }

  @Test
  void a_table_version_that_is_gone_is_not_found() {
    FeatureTable gone = gone(table(PanelFixture.rows()));
    assertFails(Kind.NOT_FOUND, () -> panels().assemble(gone, PanelFixture.PLAN, 1));
  }

  /** The same table at a version that was never written. */
  static FeatureTable gone(FeatureTable table) {
    return new FeatureTable(
        new TableVersion(table.table().table(), 9_999),
        table.dailySpend(),
        table.fingerprint(),
        table.inputs(),
        table.horizon(),
        table.asOfs(),
        table.rows(),
        table.columns());
  }
}
