package io.spendcast.domain.leak;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Computes the features again without the future, and with another one. */
record FutureScramble(LeakProbe probe, LeakSample sample) {
  SentinelFinding look() {
    List<String> problems = new ArrayList<>();
    FeatureSet features = CustomerFeatures.of(probe.catalogue());
    if (!features.fingerprint().equals(probe.panel().features().fingerprint())) {
      problems.add("the table does not hold the features of its catalogue");
    }
    if (!sample.vocabulary().equals(probe.catalogue().categories())) {
      problems.add(
          "the category vocabulary is not that of the sales known before " + probe.vocabularyCut());
    }
    differing(features).ifPresent(problems::add);
    return problems.isEmpty()
        ? SentinelFinding.clean(
            Sentinel.FUTURE_SCRAMBLE,
            "%s rows at %s stay the same without the future and with another one"
                .formatted(sample.rows().size(), probe.asOf()))
        : SentinelFinding.suspect(Sentinel.FUTURE_SCRAMBLE, String.join("; ", problems));
  }

  private Optional<String> differing(FeatureSet features) {
    AsOfDate asOf = probe.asOf();
    KnownPast past = new KnownPast(asOf);
    OtherFuture future = new OtherFuture(asOf, probe.catalogue().channels().get(0));
    RowComparison without =
        new RowComparison(features, past.of(sample.dayTotals()), sample.purchases(), asOf);
    RowComparison with =
        new RowComparison(
            features, future.afterTotals(past.of(sample.dayTotals())), sample.purchases(), asOf);
    for (SampledCustomer customer : sample.customers()) {
      customer.row().ifPresent(row -> without.add(row.features(), past.of(customer)));
      customer.row().ifPresent(row -> with.add(row.features(), future.after(past.of(customer))));
    }
    return without
        .difference("of a row cut at " + asOf)
        .or(() -> with.difference("of a row with another future after " + asOf));
  }
}
