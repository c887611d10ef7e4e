package io.spendcast.application.online;

import io.spendcast.domain.SpendcastException;

/** Brings together what a service needs to forecast as the newest batch does. */
public final class ExportContext {
  private final NewestForecasts newest;
  private final PrepareContext prepare;

  /** Exports the context of the newest forecasts. */
  public ExportContext(NewestForecasts newest, PrepareContext prepare) {
    this.newest = newest;
    this.prepare = prepare;
  }

  /**
   * The context of the newest batch.
   *
   * @throws SpendcastException {@code NOT_FOUND} if there is no batch, or what it was made from is
   *     gone; {@code INVALID} if only its library can evaluate the model
   */
  public ForecastContext export() {
    NewestForecasts.Origin origin = newest.find();
    return prepare.prepare(
        newest.scoring(origin, origin.batch().asOf()), origin.features(), origin.currency());
  }
}
