package io.spendcast.domain.leak;

/** Compares the known part of daily spend with the sales lines, to the last cent and line. */
record Reconciliation(LeakProbe probe, LeakSample sample) {
  SentinelFinding look() {
    KnownPast past = new KnownPast(probe.asOf());
    long differing =
        sample.customers().stream()
            .filter(customer -> !KnownSales.of(past.of(customer)).equals(customer.known()))
            .count();
    String customers = "%s customers at %s".formatted(sample.customers().size(), probe.asOf());
    return differing == 0
        ? SentinelFinding.clean(
            Sentinel.RECONCILIATION,
            "spend, returns and lines of %s equal the sales known by then".formatted(customers))
        : SentinelFinding.suspect(
            Sentinel.RECONCILIATION,
            "the daily spend of %s of %s is not what the sales known by then add up to"
                .formatted(differing, customers));
  }
}
