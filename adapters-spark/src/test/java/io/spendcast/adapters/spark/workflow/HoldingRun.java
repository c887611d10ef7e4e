package io.spendcast.adapters.spark.workflow;

import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.LazySession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;

/** Another process that holds the lease of a lake until it is told to end, or is killed. */
final class HoldingRun {
  private HoldingRun() {}

  /** Holds the lease of the lake that is named. */
  public static void main(String[] arguments) {
    Lake lake = new Lake(new LazySession("local[1]", Map.of()), arguments[0]);
    new LakeLease(lake, Clock.systemUTC())
        .holding(
            "run night",
            () -> {
              try {
                System.out.println("holding");
                return System.in.read();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }
}
