using CoProduction.TestCommon.Postgres;
using CoProduction.TestCommon.RabbitMq;

[assembly: AssemblyFixture(typeof(TestPostgres))]
[assembly: AssemblyFixture(typeof(TestRabbitMq))]
