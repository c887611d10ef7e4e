package io.spendcast.bootstrap.cluster;

import io.spendcast.bootstrap.Main;
import java.security.Permission;
import org.apache.spark.sql.SparkSession;

/**
 * What a platform does with a JAR task: it has the Spark session, calls the main method, lets
 * nobody end the process, and goes on with the session afterwards.
 */
public final class PlatformTask {
  private PlatformTask() {}

  /** Calls our main with these arguments, after one call that must fail. */
  @SuppressWarnings("removal") // The only thing in Java 17 that can keep a process from ending.
  public static void main(String[] arguments) {
    SparkSession session = SparkSession.builder().getOrCreate();
    System.setSecurityManager(new NobodyExits());
    try {
      requireFailureByException();
      Main.main(arguments);
    } finally {
      System.setSecurityManager(null);
      System.out.printf(
          "PLATFORM after %s: session answers %s on %s with %s executors%n",
          arguments[0],
          session.range(0, 1000, 1, 4).filter("id % 2 = 0").count(),
          session.sparkContext().master(),
          session.sparkContext().statusTracker().getExecutorInfos().length - 1);
    }
  }

  private static void requireFailureByException() {
    try {
      Main.main(new String[] {"no-such-command"});
    } catch (IllegalStateException e) {
      System.out.println("PLATFORM was told: " + e.getMessage());
      return;
    }
    throw new AssertionError("a command that fails must throw");
  }

  @SuppressWarnings("removal")
  private static final class NobodyExits extends SecurityManager {
    @Override
    public void checkExit(int status) {
      throw new SecurityException("the platform forbids System.exit(" + status + ")");
    }

    @Override
    public void checkPermission(Permission permission) {}

    @Override
    public void checkPermission(Permission permission, Object context) {}
  }
}
