package io.spendcast.adapters.spark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.sales.TableContract;
import io.trino.tpcds.Table;
import io.trino.tpcds.row.TableRow;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldValuesTest {
  private static final int TICKETS = 400;

  @ParameterizedTest
  @ValueSource(strings = {"store_sales", "store_returns", "web_sales", "web_returns"})
  void fields_hold_what_the_library_prints(String name) {
    TableContract contract = TpcdsContracts.of(name);
    Table table = Table.valueOf(name.toUpperCase(Locale.ROOT));
    GeneratedLines lines = new GeneratedLines(table, 0.01, 1, TICKETS);
    ParsedValues printed = new ParsedValues(contract);
    TableRow first = lines.next();
    FieldValues fields = new FieldValues(contract, first.getClass());
    assertThat(fields.of(first)).isEqualTo(printed.of(first));
    lines.forEachRemaining(row -> assertThat(fields.of(row)).isEqualTo(printed.of(row)));
  }
}
