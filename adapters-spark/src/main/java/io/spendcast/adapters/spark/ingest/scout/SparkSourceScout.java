package io.spendcast.adapters.spark.ingest.scout;

import io.spendcast.adapters.spark.ingest.tables.Trial;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.fault.SparkErrors;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.proposal.sample.Sample;
import io.spendcast.domain.proposal.sample.SourcePreview;
import io.spendcast.domain.proposal.sample.SourceScout;
import io.spendcast.domain.sales.ContractRules;
import io.spendcast.domain.sales.OwnTable;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Looks at files, folders and tables of the catalog with Spark. */
public final class SparkSourceScout implements SourceScout {
  private final Lake lake;
  private final ContractRules rules;
  private final Clock clock;

  /**
   * Looks with the session of this lake, of which nothing else is used.
   *
   * @param rules what lines must be like
   * @param clock says which days are in the future
   */
  public SparkSourceScout(Lake lake, ContractRules rules, Clock clock) {
    this.lake = lake;
    this.rules = rules;
    this.clock = clock;
  }

  @Override
  public List<Sample> samples(String place) {
    return SparkErrors.translate("look at " + place, () -> sampled(place));
  }

  private List<Sample> sampled(String place) {
    SparkSession spark = lake.spark();
    RowSampler sampler = new RowSampler(spark);
    List<Sample> samples = new Places(spark).at(place).stream().map(sampler::sample).toList();
    if (samples.isEmpty()) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot look at %s: no file in it is CSV, JSON, Parquet or Delta.".formatted(place),
          "Save the sales in one of these formats.");
    }
    return samples;
  }

  @Override
  public SourcePreview preview(List<OwnTable> tables) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return SparkErrors.translate(
        "read the source as described",
        () -> new Trial(lake.spark()).preview(tables, rules, today));
  }
}
