package io.spendcast.bootstrap.serve;

import java.util.Map;

/**
 * What the JDK's server takes from system properties alone, once, before the first server is made.
 * What somebody has set stays.
 */
final class WireLimits {
  private static final Map<String, String> LIMITS =
      Map.of(
          // Seconds to send a request, head and body, and to take its answer.
          "sun.net.httpserver.maxReqTime", "20",
          "sun.net.httpserver.maxRspTime", "40",
          "sun.net.httpserver.idleInterval", "60",
          "sun.net.httpserver.maxIdleConnections", "1000",
          "jdk.httpserver.maxConnections", "2000",
          // Otherwise an answer waits 40 ms for the client to acknowledge its head.
          "sun.net.httpserver.nodelay", "true");

  private WireLimits() {}

  static void set() {
    LIMITS.forEach(
        (name, value) -> {
          if (System.getProperty(name) == null) {
            System.setProperty(name, value);
          }
        });
  }
}
