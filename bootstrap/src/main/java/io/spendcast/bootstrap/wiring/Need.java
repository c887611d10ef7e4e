package io.spendcast.bootstrap.wiring;

/** What a command works with; what it does not need is not opened. */
public enum Need {
  /** Settings alone. */
  NOTHING,
  /** The places of files that a service forecasts from; nothing is opened. */
  SERVICE,
  /** Spark alone, once something asks for data. */
  DATA,
  /** The workflow and the registry. Spark starts when something asks for data. */
  PIPELINE,
  /** The platform to deploy to. */
  PLATFORM,
  /** The pipeline, and what looks at the things that it stands on. */
  CHECKS
}
