using CoProduction.TestCommon.Postgres;

[assembly: AssemblyFixture(typeof(TestPostgres))]
