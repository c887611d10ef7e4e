package io.spendcast.application.done;

import io.spendcast.application.done.VerifyLake.Checked;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.audit.TableState;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.sales.TableIngest;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.Task;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What a manifest recorded of a table.
 *
 * @param task that made it
 * @param version which
 * @param rows how many it had, if somebody counted
 * @param money what its amounts added up to, if somebody added
 */
record RecordedTable(
    Task task, TableVersion version, OptionalLong rows, Optional<BigDecimal> money) {
  static Stream<RecordedTable> ofIngest(RunManifest manifest) {
    return manifest.ingest().stream()
        .flatMap(report -> report.tables().stream())
        .flatMap(RecordedTable::of);
  }

  private static Stream<RecordedTable> of(TableIngest ingest) {
    return Stream.concat(
        Stream.of(
            new RecordedTable(
                Task.INGEST,
                ingest.table(),
                OptionalLong.of(ingest.rowsKept()),
                Optional.of(ingest.moneyKept()))),
        ingest.quarantine().stream()
            .map(
                table ->
                    new RecordedTable(
                        Task.INGEST,
                        table,
                        OptionalLong.of(ingest.rowsQuarantined()),
                        Optional.of(ingest.moneyQuarantined()))));
  }

  static Stream<RecordedTable> ofFeatures(RunManifest manifest) {
    return manifest.features().stream()
        .flatMap(
            built -> {
              FeatureTable table = built.table();
              return Stream.of(
                  new RecordedTable(
                      Task.FEATURES, table.dailySpend(), OptionalLong.empty(), Optional.empty()),
                  new RecordedTable(
                      Task.FEATURES,
                      table.table(),
                      OptionalLong.of(table.rows()),
                      Optional.empty()));
            });
  }

  /** How the table that was found compares with it. */
  Checked held(TableState found) {
    List<String> damages = new ArrayList<>(found.damages());
    if (found.rows().isPresent() && rows.isPresent() && !found.rows().equals(rows)) {
      damages.add(
          String.format(
              Locale.ROOT,
              "it has %,d rows instead of %,d",
              found.rows().getAsLong(),
              rows.getAsLong()));
    }
    if (isOther(found)) {
      damages.add(
          "its amounts add up to %s instead of %s"
              .formatted(
                  found.money().orElseThrow().toPlainString(),
                  money.orElseThrow().toPlainString()));
    }
    return new Checked(
        version.table().value(),
        Optional.of(task),
        Optional.of(version.table()),
        Optional.of(version),
        new TableState(damages, found.remarks(), found.rows(), found.money(), found.lastWhole()));
  }

  private boolean isOther(TableState found) {
    return found.money().isPresent()
        && money.isPresent()
        && found.money().get().compareTo(money.get()) != 0;
  }
}
