package io.spendcast.application.online;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.evaluation.Verdict;
import io.spendcast.domain.evaluation.panel.PredictionIntervals;
import io.spendcast.domain.feature.Catalogue;
import io.spendcast.domain.feature.store.PopulationPast;
import io.spendcast.domain.forecast.PortableModel;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.uncertainty.ForecastSpread;
import java.util.Objects;
import java.util.Optional;

/**
 * All that a forecast for one customer needs besides what that customer bought: with it a service
 * needs neither the lake nor the registry.
 *
 * @param name of the registered model
 * @param version its number
 * @param model what it forecasts
 * @param catalogue what its features are
 * @param asOf the date that forecasts begin at
 * @param population what there is to know of all customers before that date
 * @param intervals of its forecasts; empty if the version carries none
 * @param spread of its forecasts; empty if the version carries none
 * @param verdict on the model where it was trained; empty if that is not known
 * @param currency of all amounts; empty if nobody has said
 */
public record ForecastContext(
    ModelName name,
    int version,
    PortableModel model,
    Catalogue catalogue,
    AsOfDate asOf,
    PopulationPast population,
    Optional<PredictionIntervals> intervals,
    Optional<ForecastSpread> spread,
    Optional<Verdict> verdict,
    Optional<String> currency) {
  /** Checks that nothing is missing. */
  public ForecastContext {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(catalogue, "catalogue");
    Objects.requireNonNull(asOf, "as-of date");
    Objects.requireNonNull(population, "population");
    Objects.requireNonNull(intervals, "intervals");
    Objects.requireNonNull(spread, "spread");
    Objects.requireNonNull(verdict, "verdict");
    Objects.requireNonNull(currency, "currency");
  }

  /** Whether amounts in a currency are in the context's; where that has none, nobody can say no. */
  public boolean takes(String amounts) {
    return currency.filter(known -> !known.equals(amounts)).isEmpty();
  }
}
