package io.spendcast.adapters.spark.ingest.scout;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.adapters.spark.ingest.scout.Forms.Form;
import io.spendcast.adapters.spark.ingest.tables.OwnTables;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.domain.proposal.ProposedTable;
import io.spendcast.domain.proposal.SourceProposal;
import io.spendcast.domain.proposal.sample.Sample;
import io.spendcast.domain.proposal.sample.SourceScout;
import io.spendcast.domain.sales.OwnTable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One shop's sales, kept as people keep theirs, are read right without anybody's help. */
final class ProposedFormsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-06-30T12:00:00Z"), ZoneOffset.UTC);

  /** The customers of {@link SmallShop} who bought something. */
  private static final long CUSTOMERS =
      SmallShop.lines().stream().map(SmallShop.Line::customer).distinct().count();

  @TempDir Path directory;

  private Lake lake(String name) {
    return new Lake(TestSession.session(), directory.resolve("lakes/" + name).toString());
  }

  /** What came of a form. */
  private record Outcome(Form form, String verdict, List<String> unsure) {}

  @Test
  void all_forms_are_read_with_the_money_rows_and_customers_they_hold() throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    for (Form form : Forms.written(directory.resolve("forms"))) {
      outcomes.add(outcome(form));
    }
    for (Form form : ShopForms.written(directory.resolve("exports"))) {
      outcomes.add(outcome(form));
    }
    outcomes.forEach(
        outcome ->
            System.out.printf(
                "%-62s %s%n%s",
                outcome.form(),
                outcome.verdict(),
                String.join(
                    "", outcome.unsure().stream().map("    unsure: %s%n"::formatted).toList())));
    assertThat(outcomes).extracting(Outcome::verdict).containsOnly("right");
  }

  private Outcome outcome(Form form) {
    List<String> unsure = new ArrayList<>();
    try {
      SourceScout scout = new SparkSourceScout(lake("none"), OwnTables.rules(), CLOCK);
      List<Sample> samples =
          form.places().stream().flatMap(place -> scout.samples(place).stream()).toList();
      SourceProposal proposal = SourceProposal.of(samples);
      unsure.addAll(proposal.doubts());
      List<OwnTable> tables = proposal.tables().stream().map(ProposedTable::table).toList();
      return new Outcome(form, verdict(form, tables, proposal), unsure);
    } catch (RuntimeException e) {
      return new Outcome(form, "wrong: " + e, unsure);
    }
  }

  private String verdict(Form form, List<OwnTable> tables, SourceProposal proposal) {
    if (tables.isEmpty()) {
      return "wrong: " + proposal.ignored();
    }
    Row kept =
        OwnTables.kept(TestSession.session().get(), tables, CLOCK)
            .agg(
                functions.sum(functions.when(col("flow").equalTo("SALE"), col("amount"))),
                functions.sum(functions.when(col("flow").equalTo("RETURN"), col("amount"))),
                functions.count("*"),
                functions.countDistinct("customer_id"))
            .collectAsList()
            .get(0);
    String found =
        "sales %s, returned %s, rows %s, customers %s"
            .formatted(money(kept, 0), money(kept, 1), kept.getLong(2), kept.getLong(3));
    String truth =
        "sales %s, returned %s, rows %s, customers %s"
            .formatted(plain(form.sales()), plain(form.returned()), form.rows(), CUSTOMERS);
    return found.equals(truth) ? "right" : "wrong: %s, not %s: %s".formatted(found, truth, tables);
  }

  private static String money(Row sums, int column) {
    return plain(sums.isNullAt(column) ? BigDecimal.ZERO : sums.getDecimal(column));
  }

  private static String plain(BigDecimal money) {
    return money.setScale(2).toPlainString();
  }
}
