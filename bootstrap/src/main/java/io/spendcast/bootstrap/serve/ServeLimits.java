package io.spendcast.bootstrap.serve;

/**
 * How much a service takes on.
 *
 * @param requestBytes of one request at most
 * @param customers in one request at most
 * @param concurrency requests at once at most; whoever comes then is refused with 503
 * @param stopSeconds how long requests may take that are being answered when the service stops
 */
public record ServeLimits(int requestBytes, int customers, int concurrency, int stopSeconds) {
  /** Unless somebody says otherwise. */
  public static final ServeLimits USUAL = new ServeLimits(8 << 20, 1_000, 64, 10);

  /** Checks that something can be served. */
  public ServeLimits {
    if (requestBytes < 1 || customers < 1 || concurrency < 1 || stopSeconds < 0) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }

  /** The same with another number of requests at once. */
  public ServeLimits withConcurrency(int requests) {
    return new ServeLimits(requestBytes, customers, requests, stopSeconds);
  }
}
