package io.spendcast.bootstrap;

/** Stands in for the command line until it exists. */
public final class Main {
  private Main() {}

  /** Says that there is nothing to run yet. */
  public static void main(String[] arguments) {
    System.err.println("Spendcast has no command yet.");
  }
}
