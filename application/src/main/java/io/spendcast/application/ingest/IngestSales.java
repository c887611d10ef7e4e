package io.spendcast.application.ingest;

import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.SalesIngest;
import io.spendcast.domain.sales.SourceCheck;
import java.util.Optional;

/** Brings the retailer's sales into the lake. */
public final class IngestSales {
  private final SalesIngest sales;

  /** Works with this source. */
  public IngestSales(SalesIngest sales) {
    this.sales = sales;
  }

  /** Ingests the whole source; repeating leaves the same content. */
  public Result ingest() {
    return new Result(sales.ingest());
  }

  /** Digests all that the output depends on, except the code. */
  public Fingerprint inputs() {
    return Fingerprint.of(source(), sales.state());
  }

  /** Holds the source against its contract; empty if there is nothing to find out. */
  public Optional<SourceCheck> check() {
    return sales.check();
  }

  public String source() {
    return sales.source();
  }

  /**
   * What was ingested.
   *
   * @param report rows and money per table
   */
  public record Result(IngestReport report) {}
}
