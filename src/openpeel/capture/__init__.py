"""What people enter here because no system holds it: registers, described as data over the tables that they fill."""
